/** Topic names, and the typed binding of a name to its serdes: passed in through constructors, never looked up. */
@NullMarked
package io.promptyard.topic;

import org.jspecify.annotations.NullMarked;
