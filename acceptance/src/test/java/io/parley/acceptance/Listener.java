package io.parley.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Listens to a recording as a stranger would: Debian's recogniser with its general model. */
final class Listener {
  private Listener() {}

  /** The words of {@code keyWords} that are heard on one channel (1 or 2) of a recording. */
  static Set<String> keyWordsIn(Path recording, int channel, List<String> keyWords)
      throws IOException, InterruptedException {
    Path wide = recording.resolveSibling(recording.getFileName() + "." + channel + ".16k.wav");
    Command.run(
        Duration.ofSeconds(30),
        "sox",
        recording.toString(),
        "-r",
        "16000",
        wide.toString(),
        "remix",
        "" + channel);
    String words =
        Command.run(
                Duration.ofMinutes(3),
                "pocketsphinx_continuous",
                "-infile",
                wide.toString(),
                "-logfn",
                "/dev/null")
            .toLowerCase(Locale.ROOT);
    Set<String> heard = new TreeSet<>(Arrays.asList(words.split("[^a-z']+")));
    heard.retainAll(keyWords);
    return heard;
  }
}
