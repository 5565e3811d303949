package io.parley.media.vad;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.givimad.libfvadjni.VoiceActivityDetector;
import io.parley.kernel.own.HotPath;
import io.parley.kernel.own.OwnedBy;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The voice detector of WebRTC (libfvad) in its strictest mode.
 *
 * <p>The library comes with libfvad-jni, whose own {@code process} keeps a copy of every frame
 * forever and reads a map that other threads change; so its C functions are called here instead, on
 * memory of this instance. That memory goes when the instance is collected.
 */
@HotPath
@OwnedBy("media-loop")
public final class WebRtcDetector implements VoiceDetector {
  private static final int STRICTEST = 3;
  private static final int LONGEST_FRAME_MS = 30;
  private static final boolean IS_AVAILABLE = load();

  private final MemorySegment detector;
  private final MemorySegment frame;
  private final long detectorAddress;
  private final long frameAddress;

  private WebRtcDetector(MemorySegment detector, int rateHz) {
    this.detector = detector;
    this.frame = Arena.ofAuto().allocate(JAVA_SHORT, (long) rateHz / 1000 * LONGEST_FRAME_MS);
    this.detectorAddress = detector.address();
    this.frameAddress = frame.address();
  }

  /** A detector for 8, 16, 32 or 48 kHz, or nothing where the library cannot be loaded. */
  public static Optional<VoiceDetector> create(int rateHz) {
    return IS_AVAILABLE ? Optional.of(newDetector(rateHz)) : Optional.empty();
  }

  @SuppressWarnings("restricted") // The segment is what fvad_new returned, freed once.
  private static WebRtcDetector newDetector(int rateHz) {
    try {
      long address = (long) Library.CREATE.invokeExact();
      if (address == 0) {
        throw new OutOfMemoryError("fvad_new");
      }
      MemorySegment owned =
          MemorySegment.ofAddress(address).reinterpret(1, Arena.ofAuto(), WebRtcDetector::release);
      int mode = (int) Library.SET_MODE.invokeExact(address, STRICTEST);
      int rate = (int) Library.SET_RATE.invokeExact(address, rateHz);
      if (mode != 0 || rate != 0) {
        throw new IllegalArgumentException("no voice detection at " + rateHz + " Hz");
      }
      return new WebRtcDetector(owned, rateHz);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("fvad_new", e);
    }
  }

  private static void release(MemorySegment detector) {
    try {
      Library.FREE.invokeExact(detector.address());
    } catch (Throwable e) {
      throw new IllegalStateException("fvad_free", e);
    }
  }

  @Override
  public boolean isSpeech(short[] pcm, int offset, int length) {
    MemorySegment.copy(pcm, offset, frame, JAVA_SHORT, 0, length);
    try {
      return (int) Library.PROCESS.invokeExact(detectorAddress, frameAddress, (long) length) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException("fvad_process", e);
    } finally {
      Reference.reachabilityFence(detector);
    }
  }

  @Override
  public String name() {
    return "webrtc";
  }

  private static boolean load() {
    try {
      VoiceActivityDetector.loadLibrary();
      return Library.PROCESS.type().parameterCount() == 3;
    } catch (IOException | LinkageError e) {
      LoggerFactory.getLogger(WebRtcDetector.class)
          .warn("WebRTC voice detector not available, using the built-in one: {}", e.toString());
      return false;
    }
  }

  /** The library's functions; addresses are passed as numbers, so that a call allocates nothing. */
  private static final class Library {
    static final MethodHandle CREATE = function("fvad_new", FunctionDescriptor.of(JAVA_LONG));
    static final MethodHandle FREE = function("fvad_free", FunctionDescriptor.ofVoid(JAVA_LONG));
    static final MethodHandle SET_MODE =
        function("fvad_set_mode", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
    static final MethodHandle SET_RATE =
        function("fvad_set_sample_rate", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
    static final MethodHandle PROCESS =
        function("fvad_process", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    @SuppressWarnings("restricted") // The signatures are those of fvad.h.
    private static MethodHandle function(String name, FunctionDescriptor signature) {
      return Linker.nativeLinker()
          .downcallHandle(
              SymbolLookup.loaderLookup().findOrThrow(name),
              signature,
              Linker.Option.critical(false));
    }
  }
}
