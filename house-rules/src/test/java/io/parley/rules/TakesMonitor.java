package io.parley.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A class that locks: by a synchronized method, or with a lock of java.util.concurrent. */
final class TakesMonitor extends ArchCondition<JavaClass> {
  TakesMonitor() {
    super("lock");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (JavaMethod method : type.getMethods()) {
      if (method.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
        events.add(SimpleConditionEvent.satisfied(type, method.getFullName() + " is synchronized"));
      }
    }
    type.getDirectDependenciesFromSelf().stream()
        .filter(d -> d.getTargetClass().getPackageName().equals("java.util.concurrent.locks"))
        .filter(d -> !d.getTargetClass().getSimpleName().equals("LockSupport"))
        .forEach(d -> events.add(SimpleConditionEvent.satisfied(type, d.getDescription())));
  }
}
