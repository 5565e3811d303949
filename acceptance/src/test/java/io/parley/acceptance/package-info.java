/** The product as its users meet it: started as a process on free ports, called by real peers. */
@NullMarked
package io.parley.acceptance;

import org.jspecify.annotations.NullMarked;
