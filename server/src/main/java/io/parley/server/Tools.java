package io.parley.server;

import io.parley.media.vad.VadTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The commands that run the engines of a call on files: {@code vad f.wav…}. The main thread's. */
final class Tools {
  private static final int USAGE = 2;

  private final Path folder;

  Tools(Path folder) {
    this.folder = folder;
  }

  /** Runs {@code command} with {@code words} and answers the exit code. */
  int run(String command, List<String> words) throws IOException {
    if (command.equals("vad") && !words.isEmpty()) {
      VadTool.run(words.stream().map(folder::resolve).toList(), System.out);
      return 0;
    }
    System.err.println("usage: ./parley vad f.wav...");
    return USAGE;
  }
}
