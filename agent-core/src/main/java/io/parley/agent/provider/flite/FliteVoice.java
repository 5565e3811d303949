package io.parley.agent.provider.flite;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.NativeLibrary;
import io.parley.kernel.audio.Pcm;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One voice of libflite, loaded for the life of the process. Any thread may ask it to speak; a lock
 * lets one in at a time, because the native voice keeps state while it works.
 */
final class FliteVoice {
  private static final AddressLayout POINTER = NativeLibrary.POINTER;
  private static final String REMEDY = "apt-get install flite libflite1";
  private static final long WAVE_RATE = 8;
  private static final long WAVE_SAMPLES = 12;
  private static final long WAVE_DATA = 24;
  private static final long VOICE_FEATURES = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final MethodHandle textToWave;
  private final MethodHandle deleteWave;
  private final MemorySegment voice;

  private FliteVoice(MethodHandle textToWave, MethodHandle deleteWave, MemorySegment voice) {
    this.textToWave = textToWave;
    this.deleteWave = deleteWave;
    this.voice = voice;
  }

  /**
   * Loads the voice {@code name} ({@code rms}, {@code slt}, {@code kal16}); {@code stretch} above 1
   * speaks slower.
   */
  static FliteVoice load(String name, float stretch) throws EngineMissingException {
    NativeLibrary core = NativeLibrary.load("libflite.so.1", REMEDY);
    NativeLibrary voices = NativeLibrary.load("libflite_cmu_us_" + name + ".so.1", REMEDY);
    FunctionDescriptor oneIn = FunctionDescriptor.of(POINTER, ValueLayout.ADDRESS);
    FunctionDescriptor twoIn =
        FunctionDescriptor.of(POINTER, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    try {
      core.function("flite_init", FunctionDescriptor.of(ValueLayout.JAVA_INT)).invoke();
      MethodHandle register = voices.function("register_cmu_us_" + name, oneIn);
      MemorySegment voice = (MemorySegment) register.invoke(MemorySegment.NULL);
      stretch(core, voice, stretch);
      return new FliteVoice(
          core.function("flite_text_to_wave", twoIn),
          core.function("delete_wave", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS)),
          voice);
    } catch (EngineMissingException missing) {
      throw missing;
    } catch (Throwable failure) {
      throw new EngineMissingException("libflite does not start: " + failure, failure);
    }
  }

  private static void stretch(NativeLibrary core, MemorySegment voice, float stretch)
      throws Throwable {
    MethodHandle set =
        core.function(
            "feat_set_float",
            FunctionDescriptor.ofVoid(
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_FLOAT));
    MemorySegment features = voice.get(POINTER, VOICE_FEATURES);
    MemorySegment key = Arena.global().allocateFrom("duration_stretch");
    set.invoke(features, key, stretch);
  }

  /** {@code text} as audio at the voice's own rate. Blocks the calling speech thread. */
  Pcm speak(String text) {
    lock.lock();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wave = (MemorySegment) textToWave.invoke(arena.allocateFrom(text), voice);
      if (wave.address() == 0) {
        return new Pcm(new short[0], 16000);
      }
      int length = wave.get(ValueLayout.JAVA_INT, WAVE_SAMPLES);
      int rateHz = wave.get(ValueLayout.JAVA_INT, WAVE_RATE);
      MemorySegment data = wave.get(POINTER, WAVE_DATA);
      short[] samples = data.asSlice(0, 2L * length).toArray(ValueLayout.JAVA_SHORT);
      deleteWave.invoke(wave);
      return new Pcm(samples, rateHz);
    } catch (Throwable failure) {
      throw new IllegalStateException("flite failed", failure);
    } finally {
      lock.unlock();
    }
  }
}
