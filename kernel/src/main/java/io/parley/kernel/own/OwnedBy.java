package io.parley.kernel.own;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the thread that alone may touch a mutable object; see the thread table in docs/. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OwnedBy {
  /** The thread's name without its number: {@code media-loop}, {@code sip-strand}, {@code call}. */
  String value();
}
