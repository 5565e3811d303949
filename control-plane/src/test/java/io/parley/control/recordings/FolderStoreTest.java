package io.parley.control.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.control.recordings.RecordingStore.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
  @TempDir Path folder;

  @Test
  void keepsOnceHoweverOftenItIsToldAndDeletesWithItsEmptyFolder() throws IOException {
    FolderStore store = new FolderStore(folder.resolve("kept"));
    Path file = Files.writeString(folder.resolve("f"), "0123456789");
    Place place = store.put("t/2026-11-20/a.wav", file, false);
    assertThat(store.put("t/2026-11-20/a.wav", file, true)).isEqualTo(place);
    Files.delete(file);
    try (InputStream in = store.open(place, 3, 4)) {
      assertThat(in.read()).isEqualTo('3');
      assertThat(in.readAllBytes()).asString().isEqualTo("456");
      assertThat(in.read()).isEqualTo(-1);
    }
    store.delete(place);
    store.delete(place);
    assertThat(folder.resolve("kept/t/2026-11-20")).doesNotExist();
    assertThatThrownBy(() -> store.open(place, 0, 1)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void keyThatLeadsOutOfTheFolderIsRefused() {
    FolderStore store = new FolderStore(folder.resolve("kept"));
    for (String key : new String[] {"../f", "a/../../f", ""}) {
      assertThatThrownBy(() -> store.delete(new Place(key, "")))
          .as(key)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("outside");
    }
  }
}
