package io.parley.control.recordings;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores there are: the folder always, the bucket when one is set. Immutable. */
record Stores(FolderStore folder, @Nullable S3Store s3) implements AutoCloseable {
  static Stores of(RecordingsConfig config) {
    S3Config bucket = config.s3();
    return new Stores(
        new FolderStore(config.folder()), bucket == null ? null : new S3Store(bucket));
  }

  /** Where new recordings go. */
  RecordingStore current() {
    return s3 == null ? folder : s3;
  }

  /** Where recordings of this store's name are. */
  RecordingStore named(String name) throws IOException {
    if (name.equals(FolderStore.NAME)) {
      return folder;
    }
    S3Store bucket = s3;
    if (bucket == null || !name.equals(S3Store.NAME)) {
      throw new IOException(
          "recordings in " + name + " cannot be reached: PARLEY_S3_BUCKET is not set");
    }
    return bucket;
  }

  /** The names that {@link #named} knows. */
  List<String> names() {
    return s3 == null ? List.of(FolderStore.NAME) : List.of(FolderStore.NAME, S3Store.NAME);
  }

  @Override
  public void close() {
    folder.close();
    if (s3 != null) {
      s3.close();
    }
  }
}
