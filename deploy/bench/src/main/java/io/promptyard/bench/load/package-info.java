/**
 * Load and what is measured of it: open-loop schedules with latency from the time a call was due, closed loops, and targets over HTTP and topics.
 */
@NullMarked
package io.promptyard.bench.load;

import org.jspecify.annotations.NullMarked;
