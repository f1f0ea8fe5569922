/** The Kafka Streams applications: the graph of the router, the graph of a worker, and the names in both. */
@NullMarked
package io.promptyard.router;

import org.jspecify.annotations.NullMarked;
