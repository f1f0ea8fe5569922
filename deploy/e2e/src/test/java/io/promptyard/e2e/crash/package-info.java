/**
 * One {@code up} that dies, or is told to stop, with work under way: nothing accepted is lost, and what is repeated is
 * counted. The provider is a simulator in the test's own process, so that its books outlive every crash.
 */
@NullMarked
package io.promptyard.e2e.crash;

import org.jspecify.annotations.NullMarked;
