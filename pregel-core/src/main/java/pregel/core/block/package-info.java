/**
 * Files of checksummed blocks: written beside and renamed, checked before anything in them is
 * believed. What the blocks mean is up to their users.
 */
package pregel.core.block;
