/**
 * Faults put into the product on purpose, to see that the harness finds them. Nothing here is shipped.
 */
@NullMarked
package io.promptyard.chaos.planted;

import org.jspecify.annotations.NullMarked;
