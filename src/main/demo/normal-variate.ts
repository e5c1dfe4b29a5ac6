/** A standard normal variate from two uniform ones (Box and Muller, 1958). */
export const normalVariate = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
