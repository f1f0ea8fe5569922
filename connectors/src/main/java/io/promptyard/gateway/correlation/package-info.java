/**
 * From request id to the HTTP exchange that waits: prompts go out, responses and chunks come back. {@link
 * io.promptyard.gateway.correlation.ResponseBus} is the seam between HTTP and Kafka.
 */
@NullMarked
package io.promptyard.gateway.correlation;

import org.jspecify.annotations.NullMarked;
