package io.parley.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of libopus: the system's, or where there is none the older one in opus-java's jar of
 * natives. opus-java's own binding makes objects per call, so the calls are linked here, with
 * pointers as plain addresses. Stateless; safe from any thread.
 */
final class OpusLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(OpusLibrary.class);
  private static final String SYSTEM = "libopus.so.0";

  private static final Finding FOUND = find(SYSTEM, bundled());
  private static final @Nullable MethodHandle ENCODER_CREATE;
  private static final @Nullable MethodHandle ENCODER_CTL;
  private static final @Nullable MethodHandle ENCODE;
  private static final @Nullable MethodHandle ENCODER_DESTROY;
  private static final @Nullable MethodHandle DECODER_CREATE;
  private static final @Nullable MethodHandle DECODE;
  private static final @Nullable MethodHandle DECODER_DESTROY;
  private static final @Nullable MethodHandle PACKET_SAMPLES;

  static {
    ENCODER_CREATE =
        link("opus_encoder_create", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    ENCODER_CTL = ctl();
    ENCODE = link("opus_encode", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    ENCODER_DESTROY = linkVoid("opus_encoder_destroy");
    DECODER_CREATE = link("opus_decoder_create", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    DECODE =
        link(
            "opus_decode", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    DECODER_DESTROY = linkVoid("opus_decoder_destroy");
    PACKET_SAMPLES = link("opus_packet_get_nb_samples", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    if (FOUND.symbols() == null) {
      LOG.warn("{}", FOUND.told());
    } else {
      LOG.info("{}", FOUND.told());
    }
  }

  private OpusLibrary() {}

  /** What was found: the symbols, or null; and a line for people. */
  record Finding(@Nullable SymbolLookup symbols, String told) {}

  /** Looks for the library by its name in the system, then at {@code resource} in the jars. */
  @SuppressWarnings("restricted") // the process is started with native access
  static Finding find(String systemName, String resource) {
    try {
      return new Finding(
          SymbolLookup.libraryLookup(systemName, Arena.global()), "Opus by the system's libopus");
    } catch (IllegalArgumentException | IllegalCallerException e) {
      return findBundled(systemName + ": " + e.getMessage(), resource);
    }
  }

  @SuppressWarnings("restricted") // the process is started with native access
  private static Finding findBundled(String missing, String resource) {
    try (InputStream library = OpusLibrary.class.getResourceAsStream(resource)) {
      if (library == null) {
        return none(missing + "; nothing bundled at " + resource);
      }
      Path copy = Files.createTempFile("libopus", ".so");
      try {
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        SymbolLookup symbols = SymbolLookup.libraryLookup(copy, Arena.global());
        return new Finding(symbols, "Opus by the bundled libopus; the system has no " + SYSTEM);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException | IllegalArgumentException | IllegalCallerException e) {
      return none(missing + "; bundled: " + e.getMessage());
    }
  }

  private static Finding none(String reason) {
    String told =
        "No Opus, calls use the other codecs: libopus did not load ("
            + reason
            + "). Install it (Debian: apt-get install libopus0) and start Java with"
            + " --enable-native-access=ALL-UNNAMED";
    return new Finding(null, told);
  }

  /** Where opus-java keeps the library for this machine. */
  static String bundled() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return "/natives/darwin/libopus.dylib";
    }
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return arm ? "/natives/linux-aarch64/libopus.so" : "/natives/linux-x86-64/libopus.so";
  }

  /** Whether there is Opus here; {@link #told} says why not. */
  static boolean available() {
    return FOUND.symbols() != null;
  }

  /** Which library is used, or in one line why none and what to do. */
  static String told() {
    return FOUND.told();
  }

  private static @Nullable MethodHandle link(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return link(name, FunctionDescriptor.of(result, arguments));
  }

  private static @Nullable MethodHandle linkVoid(String name) {
    return link(name, FunctionDescriptor.ofVoid(JAVA_LONG));
  }

  /** Its third argument is variadic in C, which some machines pass in another way. */
  private static @Nullable MethodHandle ctl() {
    return link(
        "opus_encoder_ctl",
        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }

  @SuppressWarnings("restricted") // the process is started with native access
  private static @Nullable MethodHandle link(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    SymbolLookup symbols = FOUND.symbols();
    if (symbols == null) {
      return null;
    }
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> new NoSuchElementException("this libopus lacks " + name));
    return Linker.nativeLinker().downcallHandle(address, descriptor, options);
  }

  /** A coder's handle, or 0. */
  static long encoderCreate(int rateHz, int application, long error) {
    try {
      return (long) handle(ENCODER_CREATE).invokeExact(rateHz, 1, application, error);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int encoderCtl(long encoder, int request, int value) {
    try {
      return (int) handle(ENCODER_CTL).invokeExact(encoder, request, value);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Octets written, or below 0. */
  static int encode(long encoder, long pcm, int samples, long payload, int capacity) {
    try {
      return (int) handle(ENCODE).invokeExact(encoder, pcm, samples, payload, capacity);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void encoderDestroy(long encoder) {
    try {
      handle(ENCODER_DESTROY).invokeExact(encoder);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** A decoder's handle, or 0. */
  static long decoderCreate(int rateHz, long error) {
    try {
      return (long) handle(DECODER_CREATE).invokeExact(rateHz, 1, error);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Samples written, or below 0; {@code payload} 0 conceals. */
  static int decode(long decoder, long payload, int length, long pcm, int samples, int fec) {
    try {
      return (int) handle(DECODE).invokeExact(decoder, payload, length, pcm, samples, fec);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void decoderDestroy(long decoder) {
    try {
      handle(DECODER_DESTROY).invokeExact(decoder);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Samples in a packet, or below 0 when it is none. */
  static int packetSamples(long payload, int length, int rateHz) {
    try {
      return (int) handle(PACKET_SAMPLES).invokeExact(payload, length, rateHz);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static MethodHandle handle(@Nullable MethodHandle linked) {
    if (linked == null) {
      throw new IllegalStateException(FOUND.told());
    }
    return linked;
  }

  private static AssertionError broken(Throwable cause) {
    return new AssertionError("a call of libopus failed", cause);
  }
}
