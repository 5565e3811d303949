package io.parley.server;

import io.parley.control.ControlFault;
import io.parley.server.settings.SettingError;
import io.parley.server.settings.SettingKey;
import io.parley.server.settings.Settings;
import io.parley.sip.SipStartFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program: {@code serve} runs the product, the other commands run its engines on files. */
public final class Parley {
  private static final int WRONG_SETTING = 2;
  private static final int CANNOT_START = 1;

  private Parley() {}

  /** Runs one command; see {@code ./parley help}. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = Arrays.asList(arguments);
    String command = words.isEmpty() ? "serve" : words.getFirst();
    List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
    Path folder = Path.of("").toAbsolutePath();
    try {
      Settings settings = Settings.read(System.getenv(), folder);
      prepareLogging(settings);
      if (command.equals("serve")) {
        serve(settings, folder);
      } else if (command.equals("db")) {
        Path data = folder.resolve(settings.text(SettingKey.DATA_DIR)).normalize();
        System.exit(DatabaseCommand.run(rest, folder, RoomConfigs.control(settings, data)));
      } else {
        Path data = folder.resolve(settings.text(SettingKey.DATA_DIR)).normalize();
        System.exit(new Tools(settings, folder, home(folder), data).run(command, rest));
      }
    } catch (SettingError e) {
      fail(String.valueOf(e.getMessage()), WRONG_SETTING);
    } catch (SipStartFailed | ControlFault | IOException e) {
      fail(String.valueOf(e.getMessage()), CANNOT_START);
    }
  }

  private static void fail(String line, int code) {
    System.err.println("parley: " + line);
    System.exit(code);
  }

  private static void prepareLogging(Settings settings) {
    String level = settings.choice(SettingKey.LOG_LEVEL, "error", "warn", "info", "debug");
    System.setProperty("parley.log.level", level);
    // The one logging configuration is logback.xml; Spring Boot must not bring its own.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty("java.awt.headless", "true");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void serve(Settings settings, Path folder)
      throws SipStartFailed, ControlFault, IOException, InterruptedException {
    settings.warnings().forEach(line -> System.err.println("parley: " + line));
    Path data = folder.resolve(settings.text(SettingKey.DATA_DIR)).normalize();
    DataFolder held = DataFolder.take(data);
    Wiring wiring = new Wiring(settings, home(folder), data);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("shutdown").unstarted(() -> stop(wiring, held, stopped)));
    String ready = wiring.start();
    System.out.println(ready);
    stopped.await();
  }

  /** Where lessons and reference came with: named by the entry point, else the working folder. */
  private static Path home(Path folder) {
    return folder.resolve(System.getenv().getOrDefault("PARLEY_HOME", ""));
  }

  private static void stop(Wiring wiring, DataFolder held, CountDownLatch stopped) {
    try {
      wiring.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wiring.close();
      held.close();
      stopped.countDown();
    }
  }
}
