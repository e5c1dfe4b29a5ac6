import { BlockList, isIP } from 'node:net'

// Addresses that are not on the public internet (IANA special-purpose address registries, RFC 6890).
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
// Within 2000::/3, which is all that is routed: Teredo and protocols, documentation, 6to4.
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const listOf = (subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [net = '', length] = subnet.split('/')
    list.addSubnet(net, Number(length), family)
  }
  return list
}

const special4 = listOf(SPECIAL_4, 'ipv4')
const special6 = listOf(SPECIAL_6, 'ipv6')
const routed6 = listOf(['2000::/3'], 'ipv6')

/** Whether an IP address is one of the public internet; nothing else is ever connected to for a link. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 4) return !special4.check(address, 'ipv4')
  if (family === 6) return routed6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
  return false
}
