/**
 * What a lesson's callers may say: grammar, language model and vocabulary, built from the lesson at
 * run time. Pure functions and immutable values, safe from any thread. Entry type: {@link
 * io.parley.agent.hear.grammar.LessonLanguage}.
 */
@NullMarked
package io.parley.agent.hear.grammar;

import org.jspecify.annotations.NullMarked;
