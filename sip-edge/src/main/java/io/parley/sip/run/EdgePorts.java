package io.parley.sip.run;

import io.parley.kernel.call.CallJournal;
import io.parley.kernel.link.EdgeDesk;
import io.parley.kernel.media.MediaPlane;
import io.parley.kernel.route.RouteTable;

/** The rooms that signalling talks to. */
public record EdgePorts(MediaPlane media, EdgeDesk desk, RouteTable routes, CallJournal journal) {}
