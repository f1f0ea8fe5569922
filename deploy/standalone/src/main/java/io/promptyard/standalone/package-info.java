/**
 * The process: what it needs from its machine before it may start, and the platform (broker and registry) that it can
 * carry inside itself.
 */
@NullMarked
package io.promptyard.standalone;

import org.jspecify.annotations.NullMarked;
