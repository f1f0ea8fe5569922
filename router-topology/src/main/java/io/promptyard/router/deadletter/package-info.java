/**
 * Records nobody could handle, with their story: the factory of dead letters, and the Streams handlers that make one of
 * whatever cannot be read, processed or produced.
 */
@NullMarked
package io.promptyard.router.deadletter;

import org.jspecify.annotations.NullMarked;
