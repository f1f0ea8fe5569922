/**
 * The HTTP gateway in front of the topics: an application changes its base URL and nothing else. Meets the router on
 * topics alone; {@link io.promptyard.gateway.Gateway} starts and stops it.
 */
@NullMarked
package io.promptyard.gateway;

import org.jspecify.annotations.NullMarked;
