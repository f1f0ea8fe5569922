/** Who may enter the gateway, and how many at once. Knows nothing of HTTP bodies or of Kafka. */
@NullMarked
package io.promptyard.gateway.admission;

import org.jspecify.annotations.NullMarked;
