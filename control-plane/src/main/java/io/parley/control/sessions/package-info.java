/**
 * Voice sessions: conversations without a telephone, typed or recorded, and the playground that
 * tries drafts. Entry: {@link io.parley.control.sessions.VoiceSessions}. Safe from any thread; the
 * database says who takes a turn.
 */
@NullMarked
package io.parley.control.sessions;

import org.jspecify.annotations.NullMarked;
