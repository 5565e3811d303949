package io.parley.media.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Readiness by a selector that is never waited on. */
final class NioPoller implements RtpPoller {
  private static final int CAPACITY = 1024;

  private final Selector selector;
  private final int[] ready = new int[CAPACITY];
  private int readyCount;

  NioPoller(Selector selector) {
    this.selector = selector;
  }

  @Override
  public void add(RtpSocket socket, int token) {
    try {
      ((NioSocket) socket).channel().register(selector, SelectionKey.OP_READ, token);
    } catch (ClosedChannelException e) {
      // A leg closed before its loop saw it has nothing to be read.
      socket.close();
    }
  }

  @Override
  public int poll() {
    readyCount = 0;
    try {
      selector.selectNow(this::onReady);
    } catch (IOException e) {
      readyCount = 0;
    }
    return readyCount;
  }

  private void onReady(SelectionKey key) {
    if (readyCount < CAPACITY && key.attachment() instanceof Integer token) {
      ready[readyCount++] = token;
    }
  }

  @Override
  public int token(int index) {
    return ready[index];
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      readyCount = 0;
    }
  }
}
