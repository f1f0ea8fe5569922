/** What a running system has learnt, looked at and set by an operator. */
@NullMarked
package io.promptyard.standalone.learning;

import org.jspecify.annotations.NullMarked;
