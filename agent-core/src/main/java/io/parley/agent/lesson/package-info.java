/**
 * Lessons that come with the platform: files of {@link io.parley.kernel.route.LessonContent}, what
 * a tutor teaches, asks and accepts. Immutable values, safe from any thread.
 */
@NullMarked
package io.parley.agent.lesson;

import org.jspecify.annotations.NullMarked;
