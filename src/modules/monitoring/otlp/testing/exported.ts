/**
 * One export in both encodings, so that they can be held against each other. Made of our own values
 * with the generated classes of opentelemetry-proto 1.45.0 and protobuf 7.36.2 (Python packages):
 * `SerializeToString`, and `MessageToJson` with integers for enumerations.
 */
export const EXPORTED_PROTOBUF =
  '0afe040a5c0a1e0a0c736572766963652e6e616d65120e0a0c536569736d6f2d6d657465720a210a0e776172' +
  '64726f756e642e73697465120f0a0d4e6f727468207761726420c3a90a170a0c70726f636573732e61726773' +
  '12072a050a030a017812f4030a100a0b736569736d6f6d6574657212013112430a056175726f631201641a01' +
  '312a340a3219004056bc2550d31821000000000000ea3f3a120a0b77617264726f756e642e6e120318fa013a' +
  '0a0a04666c61671202100112410a0b53656e73697469766974791201641a01312a2c0a2a19004056bc2550d3' +
  '1821000000000000f87f3a160a097468726573686f6c64120921000000000000e03f123f0a0564656c746112' +
  '01641a01312a300a2e19004056bc2550d31831fdffffffffffffff3a1a0a0b77617264726f756e642e6e120b' +
  '1886feffffffffffffff01122f0a0a636f6d706c61696e74733a210a1b1100a09d8bdf4cd31819004056bc25' +
  '50d318310400000000000000100218011283010a076d696e757465734a780a7411ff3f56bc2550d318190040' +
  '56bc2550d3182108000000000000002900000000004042403210010000000000000007000000000000003a08' +
  '0000000000001440421211004056bc2550d31819000000000000f83f4a0c0a0341676512050a0337302b5900' +
  '0000000000f03f610000000000002240100212260a0477696465521e0a1a19004056bc2550d3182103000000' +
  '000000003001420412020102100212380a036f6c645a310a2f19004056bc2550d31821030000000000000029' +
  '0000000000000040321209000000000000e03f11000000000000f03f1a2768747470733a2f2f6f70656e7465' +
  '6c656d657472792e696f2f736368656d61732f312e32312e30'

export const EXPORTED_JSON = {
  resourceMetrics: [
    {
      resource: {
        attributes: [
          {
            key: 'service.name',
            value: {
              stringValue: 'Seismo-meter',
            },
          },
          {
            key: 'wardround.site',
            value: {
              stringValue: 'North ward é',
            },
          },
          {
            key: 'process.args',
            value: {
              arrayValue: {
                values: [
                  {
                    stringValue: 'x',
                  },
                ],
              },
            },
          },
        ],
      },
      scopeMetrics: [
        {
          scope: {
            name: 'seismometer',
            version: '1',
          },
          metrics: [
            {
              name: 'auroc',
              description: 'd',
              unit: '1',
              gauge: {
                dataPoints: [
                  {
                    timeUnixNano: '1788861600000000000',
                    asDouble: 0.8125,
                    attributes: [
                      {
                        key: 'wardround.n',
                        value: {
                          intValue: '250',
                        },
                      },
                      {
                        key: 'flag',
                        value: {
                          boolValue: true,
                        },
                      },
                    ],
                  },
                ],
              },
            },
            {
              name: 'Sensitivity',
              description: 'd',
              unit: '1',
              gauge: {
                dataPoints: [
                  {
                    timeUnixNano: '1788861600000000000',
                    asDouble: 'NaN',
                    attributes: [
                      {
                        key: 'threshold',
                        value: {
                          doubleValue: 0.5,
                        },
                      },
                    ],
                  },
                ],
              },
            },
            {
              name: 'delta',
              description: 'd',
              unit: '1',
              gauge: {
                dataPoints: [
                  {
                    timeUnixNano: '1788861600000000000',
                    asInt: '-3',
                    attributes: [
                      {
                        key: 'wardround.n',
                        value: {
                          intValue: '-250',
                        },
                      },
                    ],
                  },
                ],
              },
            },
            {
              name: 'complaints',
              sum: {
                dataPoints: [
                  {
                    startTimeUnixNano: '1788858000000000000',
                    timeUnixNano: '1788861600000000000',
                    asInt: '4',
                  },
                ],
                aggregationTemporality: 2,
                isMonotonic: true,
              },
            },
            {
              name: 'minutes',
              histogram: {
                dataPoints: [
                  {
                    startTimeUnixNano: '1788861599999999999',
                    timeUnixNano: '1788861600000000000',
                    count: '8',
                    sum: 36.5,
                    bucketCounts: ['1', '7'],
                    explicitBounds: [5.0],
                    exemplars: [
                      {
                        timeUnixNano: '1788861600000000000',
                        asDouble: 1.5,
                      },
                    ],
                    attributes: [
                      {
                        key: 'Age',
                        value: {
                          stringValue: '70+',
                        },
                      },
                    ],
                    min: 1.0,
                    max: 9.0,
                  },
                ],
                aggregationTemporality: 2,
              },
            },
            {
              name: 'wide',
              exponentialHistogram: {
                dataPoints: [
                  {
                    timeUnixNano: '1788861600000000000',
                    count: '3',
                    scale: -1,
                    positive: {
                      bucketCounts: ['1', '2'],
                    },
                  },
                ],
                aggregationTemporality: 2,
              },
            },
            {
              name: 'old',
              summary: {
                dataPoints: [
                  {
                    timeUnixNano: '1788861600000000000',
                    count: '3',
                    sum: 2.0,
                    quantileValues: [
                      {
                        quantile: 0.5,
                        value: 1.0,
                      },
                    ],
                  },
                ],
              },
            },
          ],
        },
      ],
      schemaUrl: 'https://opentelemetry.io/schemas/1.21.0',
    },
  ],
}
