/** Dead letters, looked at and sent again: what {@code ./promptyard dead-letters} does, without its words and flags. */
@NullMarked
package io.promptyard.standalone.letters;

import org.jspecify.annotations.NullMarked;
