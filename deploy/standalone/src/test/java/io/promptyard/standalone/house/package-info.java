/** The house rules that a compiler cannot hold: layers, names, where time comes from, how long a file is. */
@NullMarked
package io.promptyard.standalone.house;

import org.jspecify.annotations.NullMarked;
