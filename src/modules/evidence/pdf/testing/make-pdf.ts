import Pdf from 'pdfkit'

/** A PDF as the product writes its own, with what is drawn on it. */
export const makePdf = (
  draw: (pdf: PDFKit.PDFDocument) => unknown,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const pdf = new Pdf(options)
    const chunks: Uint8Array[] = []
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
    draw(pdf)
    pdf.end()
  })
