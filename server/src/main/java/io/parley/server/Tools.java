package io.parley.server;

import io.parley.agent.speech.SayTool;
import io.parley.agent.speech.SpeechEngines;
import io.parley.agent.speech.TranscribeTool;
import io.parley.kernel.route.LessonContent;
import io.parley.media.vad.VadTool;
import io.parley.server.settings.SettingError;
import io.parley.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that run the engines of a call on files: {@code say "text" --out f.wav}, {@code
 * transcribe f.wav [--lesson name] [--json]}, {@code vad f.wav…}. The main thread's.
 */
final class Tools {
  private static final int USAGE = 2;

  private final Settings settings;
  private final Path folder;
  private final Path home;
  private final Path data;

  Tools(Settings settings, Path folder, Path home, Path data) {
    this.settings = settings;
    this.folder = folder;
    this.home = home;
    this.data = data;
  }

  /** Runs {@code command} with {@code words} and answers the exit code. */
  int run(String command, List<String> words) throws IOException, InterruptedException {
    List<String> plain = new ArrayList<>(words);
    String out = option(plain, "--out");
    String lesson = option(plain, "--lesson");
    boolean json = plain.remove("--json");
    if (command.equals("vad") && !plain.isEmpty()) {
      VadTool.run(plain.stream().map(folder::resolve).toList(), System.out);
      return 0;
    }
    if (command.equals("say") && plain.size() == 1 && out != null) {
      try (SpeechEngines engines = Brains.startEngines(settings, data)) {
        return SayTool.run(plain.getFirst(), folder.resolve(out), engines, System.out);
      }
    }
    if (command.equals("transcribe") && plain.size() == 1) {
      LessonContent known = lesson == null ? null : lesson(lesson);
      try (SpeechEngines engines = Brains.startEngines(settings, data)) {
        Path file = folder.resolve(plain.getFirst());
        return TranscribeTool.run(file, known, engines, json, System.out);
      }
    }
    System.err.println(
        """
        usage: ./parley say "text" --out f.wav
               ./parley transcribe f.wav [--lesson name] [--json]
               ./parley vad f.wav...\
        """);
    return USAGE;
  }

  private LessonContent lesson(String name) {
    return Brains.loadLessons(settings, home, data)
        .find(name)
        .orElseThrow(() -> new SettingError("--lesson " + name + ": there is no such lesson"));
  }

  private static @Nullable String option(List<String> words, String name) {
    int at = words.indexOf(name);
    if (at < 0 || at + 1 >= words.size()) {
      return null;
    }
    words.remove(at);
    return words.remove(at);
  }
}
