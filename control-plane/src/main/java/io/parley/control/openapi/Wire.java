package io.parley.control.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a handler takes and gives where its Java signature does not say it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Wire {
  /** What the body holds, when the handler reads it by itself. */
  Class<?> body() default Void.class;

  /** The media type of a body that is no JSON. */
  String bodyMedia() default "";

  /** What is answered, when the handler writes it by itself. */
  Class<?> answer() default Void.class;

  /** Whether the answer is a page of {@link #answer}. */
  boolean page() default false;

  /** The status when all is well. */
  int status() default 200;

  /** Whether the answer carries an ETag. */
  boolean etag() default false;

  /** The media types of an answer that is no JSON. */
  String[] media() default {};

  /** A record of the query's parameters, when the handler takes them as a map. */
  Class<?> query() default Void.class;

  /** The headers it looks at, beside those in its signature. */
  String[] headers() default {};

  /** The headers it refuses to do without. */
  String[] neededHeaders() default {};
}
