package io.parley.agent.provider.pocketsphinx;

import io.parley.agent.engine.EngineMissingException;
import io.parley.agent.engine.NativeLibrary;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The functions of libsphinxbase and libpocketsphinx (5prealpha API) that are used here. Loaded for
 * the life of the process; {@link #SETUP_LOCK} is held around every call that creates or loads,
 * because the library shares process-global state there.
 */
final class SphinxLibrary {
  /** Creation and loading are not safe to run side by side in this library. */
  static final ReentrantLock SETUP_LOCK = new ReentrantLock();

  private static final String REMEDY = "apt-get install libpocketsphinx3 pocketsphinx-en-us";

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  static final AddressLayout IN = ValueLayout.ADDRESS;

  static final AddressLayout OUT = NativeLibrary.POINTER;

  private final NativeLibrary base;
  private final NativeLibrary sphinx;

  final MethodHandle parseArguments;
  final MethodHandle freeArguments;
  final MethodHandle init;
  final MethodHandle free;
  final MethodHandle setGrammar;
  final MethodHandle setModel;
  final MethodHandle setSearch;
  final MethodHandle unsetSearch;
  final MethodHandle startUtterance;
  final MethodHandle process;
  final MethodHandle endUtterance;
  final MethodHandle hypothesis;
  final MethodHandle frames;
  final MethodHandle lookupWord;
  final MethodHandle addWord;
  final MethodHandle arguments;
  final MethodHandle logmath;
  final MethodHandle features;
  final MethodHandle readModel;
  final MethodHandle retainModel;
  final MethodHandle freeModel;
  final MethodHandle modelSet;
  final MethodHandle wordId;
  final MethodHandle wordProbability;
  final MethodHandle getMeans;
  final MethodHandle setMeans;

  private SphinxLibrary() throws EngineMissingException {
    base = NativeLibrary.load("libsphinxbase.so.3", REMEDY);
    sphinx = NativeLibrary.load("libpocketsphinx.so.3", REMEDY);
    ValueLayout.OfLong size = ValueLayout.JAVA_LONG;
    parseArguments = base("cmd_ln_parse_r", FunctionDescriptor.of(OUT, IN, IN, INT, IN, INT));
    freeArguments = base("cmd_ln_free_r", FunctionDescriptor.of(INT, IN));
    init = sphinx("ps_init", FunctionDescriptor.of(OUT, IN));
    free = sphinx("ps_free", FunctionDescriptor.of(INT, IN));
    setGrammar = sphinx("ps_set_jsgf_string", FunctionDescriptor.of(INT, IN, IN, IN));
    setModel = sphinx("ps_set_lm", FunctionDescriptor.of(INT, IN, IN, IN));
    setSearch = sphinx("ps_set_search", FunctionDescriptor.of(INT, IN, IN));
    unsetSearch = sphinx("ps_unset_search", FunctionDescriptor.of(INT, IN, IN));
    startUtterance = sphinx("ps_start_utt", FunctionDescriptor.of(INT, IN));
    process = sphinx("ps_process_raw", FunctionDescriptor.of(INT, IN, IN, size, INT, INT));
    endUtterance = sphinx("ps_end_utt", FunctionDescriptor.of(INT, IN));
    hypothesis = sphinx("ps_get_hyp", FunctionDescriptor.of(OUT, IN, IN));
    frames = sphinx("ps_get_n_frames", FunctionDescriptor.of(INT, IN));
    lookupWord = sphinx("ps_lookup_word", FunctionDescriptor.of(OUT, IN, IN));
    addWord = sphinx("ps_add_word", FunctionDescriptor.of(INT, IN, IN, IN, INT));
    arguments = sphinx("ps_args", FunctionDescriptor.of(OUT));
    logmath = sphinx("ps_get_logmath", FunctionDescriptor.of(OUT, IN));
    features = sphinx("ps_get_feat", FunctionDescriptor.of(OUT, IN));
    readModel = base("ngram_model_read", FunctionDescriptor.of(OUT, IN, IN, INT, IN));
    retainModel = base("ngram_model_retain", FunctionDescriptor.of(OUT, IN));
    freeModel = base("ngram_model_free", FunctionDescriptor.of(INT, IN));
    modelSet = base("ngram_model_set_init", FunctionDescriptor.of(OUT, IN, IN, IN, IN, INT));
    wordId = base("ngram_wid", FunctionDescriptor.of(INT, IN, IN));
    wordProbability = base("ngram_ng_prob", FunctionDescriptor.of(INT, IN, INT, IN, INT, IN));
    getMeans = base("cmn_live_get", FunctionDescriptor.ofVoid(IN, IN));
    setMeans = base("cmn_live_set", FunctionDescriptor.ofVoid(IN, IN));
  }

  /** Loads the libraries and silences their process-global log. */
  static SphinxLibrary load() throws EngineMissingException {
    SphinxLibrary library = new SphinxLibrary();
    try {
      library.base("err_set_logfp", FunctionDescriptor.ofVoid(IN)).invoke(MemorySegment.NULL);
      return library;
    } catch (EngineMissingException missing) {
      throw missing;
    } catch (Throwable failure) {
      throw new EngineMissingException("libpocketsphinx does not start: " + failure, failure);
    }
  }

  private MethodHandle base(String name, FunctionDescriptor type) throws EngineMissingException {
    return base.function(name, type);
  }

  private MethodHandle sphinx(String name, FunctionDescriptor type) throws EngineMissingException {
    return sphinx.function(name, type);
  }
}
