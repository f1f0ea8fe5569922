/** Reads recorded topics for commands that ask what they would come to under other terms. */
@NullMarked
package io.promptyard.standalone.replay;

import org.jspecify.annotations.NullMarked;
