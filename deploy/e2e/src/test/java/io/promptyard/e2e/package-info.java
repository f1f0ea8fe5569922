/**
 * The built product as separate processes and as containers, spoken to over HTTP and Kafka only. Ports are ephemeral and
 * on loopback; a container's ports are published there.
 */
@NullMarked
package io.promptyard.e2e;

import org.jspecify.annotations.NullMarked;
