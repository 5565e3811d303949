/**
 * The embedded tutor: leads through a lesson without a language model and without a network. The
 * decision is pure ({@code TutorBrain}: what was said in, what to say out) and keeps nothing
 * between turns; {@code TutorResponder} is the entry. Safe from any thread.
 */
@NullMarked
package io.parley.agent.provider.tutor;

import org.jspecify.annotations.NullMarked;
