package io.parley.loadtests.load;

import io.parley.loadtests.rtp.LossCounter;
import io.parley.loadtests.stats.GridDeviation;
import java.util.concurrent.ThreadLocalRandom;

/** The audio of one call: its socket, its stream out, its figures. Owned by the media loop. */
final class Line {
  final int socket;
  final int localPort;
  final int phase;
  final CallerAct act;
  final GridDeviation grid;
  final int ssrc = ThreadLocalRandom.current().nextInt();
  LossCounter loss = new LossCounter();
  int sequence = ThreadLocalRandom.current().nextInt(0x8000);
  int timestamp = ThreadLocalRandom.current().nextInt();
  boolean talking;
  long sent;
  long sendFailures;
  long received;

  Line(int socket, int localPort, int phase, CallerAct act, GridDeviation grid) {
    this.socket = socket;
    this.localPort = localPort;
    this.phase = phase;
    this.act = act;
    this.grid = grid;
  }

  /** Starts the figures anew. */
  void startMeasuring() {
    loss = new LossCounter();
    grid.reset();
    sent = 0;
    received = 0;
    sendFailures = 0;
    act.startMeasuring();
  }
}
