package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.control.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The directory in a file, for a start without the database. The directory's thread's. */
final class ListingFile {
  private static final int FORMAT = 1;

  private final Path file;

  ListingFile(Path file) {
    this.file = file;
  }

  private record Content(int format, Listing listing) {}

  /** What was written last; empty when there is none. A file that cannot be read is told so. */
  Optional<Listing> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode content = Documents.tree(Files.readString(file));
      if (content.path("format").asInt(0) != FORMAT) {
        throw new IOException(file + " is not of format " + FORMAT);
      }
      return Optional.of(Documents.value(content.path("listing"), Listing.class));
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** Replaces the file, whole or not at all. */
  void write(Listing listing) throws IOException {
    PrivateFile.write(file, Documents.text(new Content(FORMAT, listing)));
  }
}
