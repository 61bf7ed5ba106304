/** How closely a graph holds together locally: triangles, clustering, cores. */
package pregel.algorithms.cohesion;
