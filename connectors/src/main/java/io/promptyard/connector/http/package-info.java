/**
 * What all providers that are spoken to by HTTP share: one pooled client with the four time limits and a size cap, event
 * streams, {@code Retry-After}, and the one place that turns a status and an error body into a kind of failure. A
 * dialect brings a {@link io.promptyard.connector.http.RequestWriter} and a
 * {@link io.promptyard.connector.http.ReplyReader}, and knows nothing of sockets.
 */
@NullMarked
package io.promptyard.connector.http;

import org.jspecify.annotations.NullMarked;
