/** A square matrix with entries only near its diagonal: row by row, `width` cells each. */
export interface BandedMatrix {
  readonly size: number
  readonly below: number
  readonly above: number
  readonly width: number
  readonly cells: Float64Array
}

/** A matrix of zeros with so many diagonals below and above the main one. */
export function bandedMatrix(size: number, below: number, above: number): BandedMatrix {
  const [under, over] = [Math.min(below, size - 1), Math.min(above, size - 1)]
  const width = under + over + 1
  return { size, below: under, above: over, width, cells: new Float64Array(size * width) }
}

/** Adds to the cell at a row and column, which must lie within the band. */
export function addTo(matrix: BandedMatrix, row: number, column: number, value: number): void {
  const place = row * matrix.width + column - row + matrix.below
  matrix.cells[place] = (matrix.cells[place] ?? NaN) + value
}

function eliminate({ size, below, above, width, cells }: BandedMatrix, right: Float64Array): void {
  for (let pivot = 0; pivot < size; pivot += 1) {
    const diagonal = pivot * width + below
    const across = Math.min(above, size - 1 - pivot)
    for (let row = pivot + 1; row <= Math.min(pivot + below, size - 1); row += 1) {
      const start = row * width + below - (row - pivot)
      const factor = (cells[start] ?? NaN) / (cells[diagonal] ?? NaN)
      if (factor === 0) continue
      for (let i = 0; i <= across; i += 1) {
        cells[start + i] = (cells[start + i] ?? NaN) - factor * (cells[diagonal + i] ?? NaN)
      }
      right[row] = (right[row] ?? NaN) - factor * (right[pivot] ?? NaN)
    }
  }
}

/**
 * Solves matrix × x = right in place and answers x. No pivoting, which is sound for the diagonally
 * dominant matrices of Markov chains. Source: Golub & Van Loan 2013, section 4.3.
 */
export function solveBanded(matrix: BandedMatrix, right: Float64Array): Float64Array {
  eliminate(matrix, right)
  const { size, below, above, width, cells } = matrix
  for (let row = size - 1; row >= 0; row -= 1) {
    const diagonal = row * width + below
    let rest = right[row] ?? NaN
    for (let i = 1; i <= Math.min(above, size - 1 - row); i += 1) {
      rest -= (cells[diagonal + i] ?? NaN) * (right[row + i] ?? NaN)
    }
    right[row] = rest / (cells[diagonal] ?? NaN)
  }
  return right
}
