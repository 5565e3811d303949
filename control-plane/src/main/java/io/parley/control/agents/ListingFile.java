package io.parley.control.agents;

import io.parley.control.document.Documents;
import io.parley.control.folder.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The directory in a file, for a start without the database. The directory's thread's. */
final class ListingFile {
  private static final int FORMAT = 2;

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
      int format = content.path("format").asInt(0);
      if (format < 1
          || format > FORMAT
          || !(content.get("listing") instanceof ObjectNode listing)) {
        throw new IOException(file + " is not of format " + FORMAT);
      }
      return Optional.of(Documents.value(completed(listing), Listing.class));
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** What an earlier program wrote, with what has been added since. */
  private static ObjectNode completed(ObjectNode listing) {
    for (String list : List.of("trunks", "organisations", "credentials")) {
      if (!listing.has(list)) {
        listing.putArray(list);
      }
    }
    for (JsonNode number : listing.path("numbers")) {
      if (number instanceof ObjectNode reach && !reach.has("trunk")) {
        reach.put("trunk", "").put("priority", Numbers.PRIORITY);
      }
    }
    return listing;
  }

  /** Replaces the file, whole or not at all. */
  void write(Listing listing) throws IOException {
    PrivateFile.write(file, Documents.text(new Content(FORMAT, listing)));
  }
}
