/**
 * What happens in calls, told while it happens: the journal publishes each fact to {@link
 * io.parley.control.live.LiveFeed}, which keeps the newest and hands them to open streams. Nobody
 * who publishes ever waits for somebody who listens.
 */
@NullMarked
package io.parley.control.live;

import org.jspecify.annotations.NullMarked;
