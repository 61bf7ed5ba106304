/** Tables as text: CSV and JSON lines, read into batches and written from them. */
package pregel.loaders.table;
