/** Every meter of the module, named once. */
@NullMarked
package io.promptyard.router.metrics;

import org.jspecify.annotations.NullMarked;
