package io.parley.control.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where recordings are kept. Safe from any thread; everything may take as long as a disk does. */
interface RecordingStore extends AutoCloseable {
  /** The name rows know it by. */
  String name();

  /**
   * Keeps a copy of {@code file} under {@code key}; doing it twice changes nothing.
   *
   * @param again whether an earlier try may have left something half done
   */
  Place put(String key, Path file, boolean again) throws IOException;

  /**
   * Reads {@code length} octets from {@code from}. Throws {@link java.io.FileNotFoundException}
   * when the object is not there.
   */
  InputStream open(Place place, long from, long length) throws IOException;

  /** Deletes for good; what is not there is deleted already. */
  void delete(Place place) throws IOException;

  @Override
  void close();

  /**
   * Where one object is.
   *
   * @param version of an object in a store that keeps several; empty elsewhere
   */
  record Place(String key, String version) {}
}
