package io.parley.loadtests.load;

import io.parley.loadtests.time.WireClock;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the measured process and this one used while figures were taken. Owned by the main thread.
 */
final class LoadMeter {
  private final @Nullable Long pid;
  private final long residentBeforeKib;
  private double cpuAtStartMs;
  private double ownAtStartMs;
  private long startNs;
  private long tookNs;
  private double cpuMs;
  private double ownMs;
  private long residentKib;
  private int callsAtEnd;

  LoadMeter(@Nullable Long pid) throws IOException {
    this.pid = pid;
    this.residentBeforeKib = pid == null ? 0 : ProcessFigures.residentKib(pid);
  }

  void start() throws IOException {
    startNs = WireClock.nowNs();
    cpuAtStartMs = pid == null ? 0 : ProcessFigures.cpuMs(pid);
    ownAtStartMs = ProcessFigures.cpuMs(ProcessHandle.current().pid());
  }

  void stop(int talking) throws IOException {
    tookNs = WireClock.nowNs() - startNs;
    callsAtEnd = talking;
    ownMs = ProcessFigures.cpuMs(ProcessHandle.current().pid()) - ownAtStartMs;
    if (pid != null) {
      cpuMs = ProcessFigures.cpuMs(pid) - cpuAtStartMs;
      residentKib = ProcessFigures.residentKib(pid);
    }
  }

  double seconds() {
    return tookNs / 1e9;
  }

  int callsAtEnd() {
    return callsAtEnd;
  }

  /**
   * CPU milliseconds of the measured process per call and second; NaN without a process or calls.
   */
  double cpuMsPerCallSecond() {
    return pid == null || callsAtEnd == 0 ? Double.NaN : cpuMs / (callsAtEnd * seconds());
  }

  /** Cores in use by the measured process. */
  double cores() {
    return pid == null ? Double.NaN : cpuMs / 1e3 / seconds();
  }

  double ownCores() {
    return ownMs / 1e3 / seconds();
  }

  long residentKib() {
    return residentKib;
  }

  /** Growth of the measured process's memory since before the first call, for each call. */
  double residentKibPerCall() {
    boolean known = pid != null && callsAtEnd > 0;
    return known ? (double) (residentKib - residentBeforeKib) / callsAtEnd : Double.NaN;
  }
}
