package io.parley.control.provider;

import java.util.function.Function;

/** A test of one credential, ready to be made. Not a record: it has the key within. */
public final class Trial {
  private final String name;
  private final long revision;
  private final Function<ProviderProbe, TestResult> test;

  Trial(String name, long revision, Function<ProviderProbe, TestResult> test) {
    this.name = name;
    this.revision = revision;
    this.test = test;
  }

  String name() {
    return name;
  }

  long revision() {
    return revision;
  }

  /** Makes it: blocks until the provider has answered, or the probe's patience is over. */
  public TestResult run(ProviderProbe probe) {
    return test.apply(probe);
  }
}
