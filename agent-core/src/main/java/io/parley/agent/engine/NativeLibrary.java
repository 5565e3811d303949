package io.parley.agent.engine;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A shared library of the operating system, loaded for the life of the process. The only place that
 * calls restricted methods of the foreign-function API. Immutable, safe from any thread.
 */
@SuppressWarnings("restricted")
public final class NativeLibrary {
  /** A pointer the library answers and we read through; nothing checks its bounds. */
  public static final AddressLayout POINTER =
      ValueLayout.ADDRESS.withTargetLayout(
          MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

  private final String name;
  private final SymbolLookup symbols;

  private NativeLibrary(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  /** Loads {@code name}; {@code remedy} says how to install it. */
  public static NativeLibrary load(String name, String remedy) throws EngineMissingException {
    try {
      return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException missing) {
      throw new EngineMissingException(name + " not found: " + remedy, missing);
    } catch (IllegalCallerException forbidden) {
      throw new EngineMissingException(
          "native access is not allowed: start Java with --enable-native-access=ALL-UNNAMED",
          forbidden);
    }
  }

  /** The function {@code symbol}. */
  public MethodHandle function(String symbol, FunctionDescriptor type)
      throws EngineMissingException {
    var address = symbols.find(symbol);
    if (address.isEmpty()) {
      throw new EngineMissingException(name + " has no function " + symbol + ": another version");
    }
    return Linker.nativeLinker().downcallHandle(address.get(), type);
  }
}
