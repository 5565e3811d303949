package io.parley.media.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.kernel.media.LegService;
import io.parley.media.path.MediaLeg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseWheelTest {
  private final PhaseWheel wheel = new PhaseWheel();

  private static MediaLeg leg() {
    return new SimulatedShard(LegService.MILLIWATT).leg();
  }

  @Test
  void spreadsLegsEvenlyOverThePhases() {
    for (int i = 0; i < 60; i++) {
      wheel.add(leg(), 20);
    }
    for (int slot = 0; slot < PhaseWheel.SLOTS; slot++) {
      assertThat(wheel.count(slot)).isEqualTo(3);
    }
  }

  @Test
  void findsRoomForLongPacketsBetweenShortOnes() {
    for (int i = 0; i < 10; i++) {
      wheel.add(leg(), 20);
    }
    for (int i = 0; i < 10; i++) {
      wheel.add(leg(), 40);
    }
    for (int slot = 0; slot < PhaseWheel.SLOTS; slot++) {
      assertThat(wheel.count(slot)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void givesBackEveryPlaceOfALeg() {
    List<MediaLeg> legs = new ArrayList<>();
    for (int ptimeMs = 10; ptimeMs <= 60; ptimeMs += 10) {
      MediaLeg leg = leg();
      legs.add(leg);
      wheel.add(leg, ptimeMs);
    }
    legs.forEach(wheel::remove);
    for (int slot = 0; slot < PhaseWheel.SLOTS; slot++) {
      assertThat(wheel.count(slot)).isZero();
    }
  }

  @Test
  void refusesLengthsWithoutAGrid() {
    assertThatThrownBy(() -> wheel.add(leg(), 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wheel.add(leg(), 35)).isInstanceOf(IllegalArgumentException.class);
  }
}
