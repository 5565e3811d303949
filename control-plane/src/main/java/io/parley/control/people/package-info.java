/**
 * People, their roles and keys: who may do what, how they prove who they are, and the record of
 * what they changed. Stateless but for the database; safe from any thread. {@link
 * io.parley.control.people.Requester} is what every request carries.
 */
@NullMarked
package io.parley.control.people;

import org.jspecify.annotations.NullMarked;
