/** What the log says under other terms: other prices for the calls that were made. Pure; nothing here calls anybody. */
@NullMarked
package io.promptyard.router.replay;

import org.jspecify.annotations.NullMarked;
